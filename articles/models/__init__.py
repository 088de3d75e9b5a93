"""What the archive remembers, and which questions it answers."""

from articles.models.account import Role, User
from articles.models.article import AccessionCounter, Article, DateBasis
from articles.models.decision import Decision, DecisionKind
from articles.models.entity import QUERY_KEYS, Entity, EntityKind, Name, NameKind, Strength, entity_url
from articles.models.event import Event, EventType, Modality, ParticipantRole, Participation, Report
from articles.models.job import Job, OutboxEntry
from articles.models.marker import Marker
from articles.models.mention import DateMention, Mention, MentionForm
from articles.models.original import CleaningStep, Original, edit_script
from articles.models.source import Author, Source, Subject
from articles.models.status import FullText, Publication, Status

__all__ = [
    "QUERY_KEYS",
    "AccessionCounter",
    "Article",
    "Author",
    "CleaningStep",
    "DateBasis",
    "DateMention",
    "Decision",
    "DecisionKind",
    "Entity",
    "EntityKind",
    "Event",
    "EventType",
    "FullText",
    "Job",
    "Marker",
    "Mention",
    "MentionForm",
    "Modality",
    "Name",
    "NameKind",
    "Original",
    "OutboxEntry",
    "ParticipantRole",
    "Participation",
    "Publication",
    "Report",
    "Role",
    "Source",
    "Status",
    "Strength",
    "Subject",
    "User",
    "edit_script",
    "entity_url",
]
