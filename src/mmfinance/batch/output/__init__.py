"""What a run leaves behind: the state it resumes from, the reports, archives and print files."""
