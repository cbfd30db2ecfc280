"""What the bureau hands on of a complaint to the station, and its reply; never the complaint itself (E44)."""
