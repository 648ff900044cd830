"""E-mail messages and saved web pages, which are written as such: their parts, and what their headers say."""
