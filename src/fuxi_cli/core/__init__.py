"""The domain: plan, submission, finding, progress, report. Standard library only; no I/O, no clock."""
