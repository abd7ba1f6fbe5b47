"""What did the person tell us?"""
