"""Who can help?"""
