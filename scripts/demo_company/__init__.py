"""The demo company: customers, books, and the files in which a French firm's software would export them."""
