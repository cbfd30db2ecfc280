"""Relief of people in need on the street: reception, stay, departure."""
