"""What goes on paper?"""
