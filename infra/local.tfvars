# For the local stack, beside what it exports at its start: its users' audience, and what the
# machine can throw away.
name            = "local"
auth0_audiences = ["https://records.example"]

deletion_protection = false
