"""What the archive remembers, and which questions it answers."""

from articles.models.account import Role, User
from articles.models.article import AccessionCounter, Article, DateBasis
from articles.models.batch import Batch, BatchFile, FileState
from articles.models.bookmark import Bookmark
from articles.models.decision import NOT_UNDOABLE, Decision, DecisionKind
from articles.models.entity import (
    PAGE_WORDS,
    PARTY_KINDS,
    QUERY_KEYS,
    Entity,
    EntityKind,
    Name,
    NameKind,
    Strength,
    entity_search_url,
    entity_url,
)
from articles.models.error_report import ErrorReport
from articles.models.event import Event, EventType, Modality, ParticipantRole, Participation, Report
from articles.models.job import Job, OutboxEntry
from articles.models.marker import NAMES_EDITION, Marker
from articles.models.mention import DateMention, DisplacedMention, Mention, MentionForm
from articles.models.original import CleaningStep, Original, edit_script
from articles.models.source import Author, Collection, Source, Subject, free_slug
from articles.models.status import FullText, Publication, Status

__all__ = [
    "NAMES_EDITION",
    "NOT_UNDOABLE",
    "PAGE_WORDS",
    "PARTY_KINDS",
    "QUERY_KEYS",
    "AccessionCounter",
    "Article",
    "Author",
    "Batch",
    "BatchFile",
    "Bookmark",
    "CleaningStep",
    "Collection",
    "DateBasis",
    "DateMention",
    "Decision",
    "DecisionKind",
    "DisplacedMention",
    "Entity",
    "EntityKind",
    "ErrorReport",
    "Event",
    "EventType",
    "FileState",
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
    "entity_search_url",
    "entity_url",
    "free_slug",
]
