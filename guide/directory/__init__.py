"""The records of referral pathways: what they say, which of them fits, how far a number can be trusted."""
