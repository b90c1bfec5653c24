"""Where things are kept."""

from billdesk.basics import places


def test_the_database_is_the_users_own_file_unless_another_is_named(monkeypatch):
    monkeypatch.delenv("BILLDESK_DATABASE", raising=False)
    assert places.database() == str(places.data_file())

    monkeypatch.setenv("BILLDESK_DATABASE", "postgresql+psycopg://shop@example/desk")
    assert places.database() == "postgresql+psycopg://shop@example/desk"


def test_data_log_and_cache_lie_in_the_programs_own_folders():
    folders = {places.data_file().parent, places.log_folder(), places.cache_folder()}

    assert all(folder.is_absolute() and "billdesk" in str(folder).lower() for folder in folders)
    assert places.cache_folder() != places.data_file().parent, "what can be made again may be deleted"
