"""`/quiz`: what may be asked, and the quizzes that run."""
