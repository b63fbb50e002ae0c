# Many users at once: selection, jobs, CSV.
