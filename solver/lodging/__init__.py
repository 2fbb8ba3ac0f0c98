"""Rooms: which guest sleeps in which hotel's allotment, alone or with whom."""
