"""Filling in a form as a person does, in the programs that people use."""
