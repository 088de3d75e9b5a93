"""People who sign in, and what they may do."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    READER = "reader", _("reader")
    EDITOR = "editor", _("editor")
    CHIEF_EDITOR = "chief_editor", _("chief editor")


class User(AbstractUser):
    role = models.CharField(max_length=20, choices=Role.choices, default=Role.READER)
    # The password was made up by the archive or a chief editor: the next sign-in has to replace it.
    must_change_password = models.BooleanField(default=False)
    # Counted up, it ends every session of this person.
    session_generation = models.PositiveIntegerField(default=0)
    # Shortcuts of a single key (WCAG 2.1.4: who dictates text needs to be able to switch them off).
    single_keys = models.BooleanField(default=True)

    class Meta(AbstractUser.Meta):
        constraints = [models.CheckConstraint(condition=models.Q(role__in=Role.values), name="user_role_known")]

    def get_session_auth_hash(self) -> str:
        """What a session was made with and must still find: the password and the generation."""
        return f"{super().get_session_auth_hash()}.{self.session_generation}"

    @property
    def is_editor(self) -> bool:
        return self.is_active and self.role in (Role.EDITOR, Role.CHIEF_EDITOR)

    @property
    def is_chief_editor(self) -> bool:
        return self.is_active and self.role == Role.CHIEF_EDITOR
