"""Watching and steering the training of real nets: critical rates before the step, spikes and catapults, schedules."""
