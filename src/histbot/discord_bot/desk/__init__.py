"""What commands, buttons and messages share: who may ask, where, and what is said when something can't be done."""
