"""What runs chunks of rows: processes on this machine, or a Dask cluster. Both call the same chunk function."""
