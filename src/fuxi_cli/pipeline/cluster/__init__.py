"""The reading of files on the workers of a Dask cluster.

``client`` is the caller's side; ``serving`` is what runs inside a cluster's worker; ``post`` is the process of our own beside
it, where files are opened by children with the same bounds as on one machine.
"""
