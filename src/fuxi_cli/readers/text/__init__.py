"""Tables that are text: CSV, web pages, Excel XML of 2003."""
