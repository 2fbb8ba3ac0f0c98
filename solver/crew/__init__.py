"""The crew stage: who stands where, when relief comes, and where it is short."""
