"""Everything that can fail, as one family. Each message says what failed, on which file or id, and what to do next.

GuideError
├── SettingError            a setting or argument that cannot be used
├── CorpusError             a folder or file of documents
│   ├── SourceMissing       a file or folder that is not there
│   ├── SourceUnreadable    a file that cannot be read: encrypted, scanned, damaged, empty, too large, wrong type
│   └── SourceChanged       a file whose digest is not the one its record states
├── DataFileError           a YAML, JSON or JSONL file of ours: file and line
├── SearchIndexError        the index
│   ├── IndexMissing        none has been built
│   ├── IndexStale          made with another model or chunking, or by another version
│   ├── IndexDamaged        its files cannot be used; it can be rebuilt from the source of truth
│   └── IndexBusy           another process is writing it
├── StoreError              the conversations and other data: disk full, file not writable
├── EditRefused             a change of the directory that is not allowed or not sound
├── ModelError              the embedding model or a chat model
│   ├── ModelUnavailable    not installed, not reachable, not the model expected
│   │   ├── ModelBusy       it asks for a pause
│   │   └── ModelUnreached  no connection came about, so nothing was sent
│   │       └── ModelCrowded    this program asks as much at once as it may
│   └── ModelReplyMalformed a reply that cannot be used
└── PromptError             a prompt file
    └── PromptVariablesMissing
"""

from __future__ import annotations


class GuideError(Exception):
    """Any failure that has one clear line for a person."""


class SettingError(GuideError):
    """A setting or an argument cannot be used."""


class CorpusError(GuideError):
    """The documents cannot be used as they are."""


class SourceMissing(CorpusError):
    """A file or folder is not there."""


class SourceUnreadable(CorpusError):
    """A file cannot be read. `reason` is the short form shown in a list of refused files."""

    def __init__(self, name: str, reason: str) -> None:
        """Keep the file's name and the plain reason apart."""
        super().__init__(f"{name}: {reason}")
        self.name = name
        self.reason = reason


class SourceChanged(CorpusError):
    """A file's digest is not the one its record states."""


class DataFileError(GuideError):
    """A data file of ours is wrong: names file, record and line."""


class SearchIndexError(GuideError):
    """The index cannot be used."""


class IndexMissing(SearchIndexError):
    """No index has been built in this folder."""


class IndexStale(SearchIndexError):
    """The index was made with another model, chunking or version."""


class IndexDamaged(SearchIndexError):
    """The index's files cannot be used."""


class IndexBusy(SearchIndexError):
    """Another process is writing the index."""


class StoreError(GuideError):
    """Conversations or other data cannot be written or read."""


class EditRefused(GuideError):
    """A change of the directory is not allowed here, or what was typed cannot stand."""


class ModelError(GuideError):
    """The embedding model or a chat model failed."""


class ModelUnavailable(ModelError):
    """A model is not installed, not reachable or not the one expected."""


class ModelBusy(ModelUnavailable):
    """A chat model's server refuses for now. pause_s: how long it asks to be left alone."""

    def __init__(self, message: str, pause_s: float) -> None:
        """Keep the pause beside the message."""
        super().__init__(message)
        self.pause_s = pause_s


class ModelUnreached(ModelUnavailable):
    """No connection to a chat model came about: nothing was sent to it."""


class ModelCrowded(ModelUnreached):
    """As many calls as are allowed at once are under way: nothing was sent, and the server has not failed."""


class ModelReplyMalformed(ModelError):
    """A model's reply cannot be used."""


class PromptError(GuideError):
    """A prompt file cannot be used."""


class PromptVariablesMissing(PromptError):
    """A prompt was filled without all of its variables."""
