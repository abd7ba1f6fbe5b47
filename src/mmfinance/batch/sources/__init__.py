"""The file formats that many cases come in: each gives its rows one by one, in constant memory."""
