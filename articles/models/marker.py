"""What the archive has to remember about itself, such as which edition of the starter data it has loaded."""

from django.db import models

# Moves whenever an editor changes a name or an entity: whoever keeps names in memory looks here.
NAMES_EDITION = "names_edition"


class Marker(models.Model):
    name = models.CharField(max_length=60, primary_key=True)
    value = models.CharField(max_length=200)

    def __str__(self) -> str:
        return f"{self.name} = {self.value}"
