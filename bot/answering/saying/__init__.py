"""Say an answer in a sentence: the question's words with the answer in the place of the question word."""
