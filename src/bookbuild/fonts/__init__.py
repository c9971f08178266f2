"""Which faces a book is set in, and what they can draw.

``choose`` says which families play the roles of an edition; ``cascade`` which of them a stylesheet asks for
where; ``needs`` which characters none of them has; ``universe`` is all a typesetter may use.
"""
