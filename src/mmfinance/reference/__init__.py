"""What do law, price lists and care paths say, on this date?"""
