"""Whether records contradict themselves or each other: one file per rule, who mends it, and what it found."""
