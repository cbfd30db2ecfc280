"""What the station counts: the balanced monthly form and the indicators. One declaration a figure, no person in any."""
