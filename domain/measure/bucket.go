package measure

// Buckets of age in business days, the youngest first.
func Buckets() []string { return []string{"0-3", "4-7", "8-15", "16+"} }

// Bucket is the one of an age in business days.
func Bucket(age int) string {
	switch {
	case age <= 3:
		return "0-3"
	case age <= 7:
		return "4-7"
	case age <= 15:
		return "8-15"
	}
	return "16+"
}
