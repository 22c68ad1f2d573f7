// legal
