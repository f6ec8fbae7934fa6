"""What the log tells: each question answered from observations, with a picture and the entries it rests on."""
