-- What was open at the end of a day that is over, as counted that night.
SELECT to3, to7, to15, over15, open, oldest FROM snapshots WHERE day = {:day} AND area = ''
