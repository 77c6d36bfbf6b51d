"""What stands above the table of docs/reference/rights.md: who each column is, and what its signs mean."""

HEAD = """# Who may do what

Made by `python -m tests.rights` from the rules that a test holds the site to: every address against every role. Do not
edit it by hand.

- **Coordinator**: everything of the own organisation. **Hub leader**: reads everything, changes the own hub.
- **Employee**: reads everything. **Reader** (funder, board): reads without names of crew, hosts and colleagues, sees
  what was counted as sums of whole months with small counts withheld, and changes nothing.
- **Operator**: users and access, no season. Who gives a role holds it: what an operator gives beside their own role
  waits for a coordinator's yes. **Volunteer**: the own shifts and the own hub's
  free ones, on the phone. **Partner**: their own access only, until they get pages.
- **Threads**: the coordinator all, a hub leader and an employee those of the own hub. A receiver and the person
  need no account: they see one thread, by its secret link or the code on the card.
- **Own words** of guests: the coordinator, and a hub leader at the own hub. A reason is written first, and each reading
  stays on a list.
- “Own hub”: a number of another hub of the same organisation is refused. For a volunteer it does not exist, unless they
  are on that shift or trip themselves. Who belongs to no hub helps anywhere, and sees the free shifts of all hubs.
- Another organisation's rows do not exist: every address below that names a season, a plan, a person or the like
  answers 404 to everybody else.

“own hub”: where the own hub is concerned. “–”: refused with a sentence that says who can help, or asked to sign in.
"""
