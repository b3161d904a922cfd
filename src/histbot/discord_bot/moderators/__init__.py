"""`/histbot`: what moderators settle, see and delete."""
