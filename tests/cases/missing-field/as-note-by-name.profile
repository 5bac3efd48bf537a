severity missing-field note
