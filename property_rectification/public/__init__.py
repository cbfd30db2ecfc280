"""What people without an account see and may do: decided here, shown by `property_rectification.web.public`."""
