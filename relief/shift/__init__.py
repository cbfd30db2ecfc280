"""The hand-over of a shift 交接班: built by the system, completed by people, signed by both sides (R-08, R-54)."""
