# For servers on this machine: the local stack's Auth0 stand-in, its users' audience, and what
# the machine itself can run and throw away.
name            = "local"
auth0_domains   = ["http://127.0.0.1:4001"]
auth0_audiences = ["https://records.example"]

# The processor of this machine: x86_64 or arm64.
architecture = "x86_64"

deletion_protection = false

# The local engine has no backups.
point_in_time_recovery = false
