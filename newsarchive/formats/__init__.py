"""How each language of the pages writes dates, where Django's way is not the one wanted."""
