"""The changes, in their order. A module here never changes once it was released."""
