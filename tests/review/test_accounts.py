"""What chief editors may do to accounts, what they may not, and what is recorded of it."""

from __future__ import annotations

from django.test import TestCase, override_settings

from articles.models import Decision, Role, User
from articles.review.accounts import (
    LinkIsSpent,
    SessionHasEnded,
    add_person,
    choose_password_by_link,
    give_role,
    link_of,
    person_of_link,
    replace_password_by_link,
    set_active,
)
from articles.review.errors import NotPossible

PASSWORD = "ein langer Satz 7"


class AccountsTestCase(TestCase):
    def setUp(self) -> None:
        self.chief = User.objects.create_user("clara", password=PASSWORD, role=Role.CHIEF_EDITOR, first_name="Clara C.")
        self.anna = User.objects.create_user("anna", password=PASSWORD, role=Role.EDITOR)


class AddingTests(AccountsTestCase):
    def test_a_new_person_can_do_nothing_until_the_link_is_used(self) -> None:
        person = add_person(by=self.chief, username="berta", name="Berta B.", role=Role.EDITOR)

        self.assertFalse(person.has_usable_password())
        self.assertEqual(person_of_link(**link_of(person)), person)

    def test_a_name_that_differs_in_capitals_alone_is_taken(self) -> None:
        with self.assertRaisesRegex(NotPossible, "schon|already"):
            add_person(by=self.chief, username="ANNA", name="", role=Role.READER)

    def test_so_is_one_whose_other_letters_are_capitals(self) -> None:
        User.objects.create_user("jörg")

        with self.assertRaisesRegex(NotPossible, "schon|already"):
            add_person(by=self.chief, username="JÖRG", name="", role=Role.READER)

    def test_it_is_recorded_with_what_the_person_may_do(self) -> None:
        person = add_person(by=self.chief, username="berta", name="Berta B.", role=Role.EDITOR)

        decision = Decision.objects.get()
        made = {"username": "berta", "first_name": "Berta B.", "role": "editor", "is_active": True, "password": "link"}
        self.assertEqual(
            (decision.kind, decision.subject, decision.by_name), ("account", f"user:{person.pk}", "Clara C.")
        )
        self.assertEqual(decision.before, {f"articles_user:{person.pk}": None})
        self.assertEqual(decision.after, {f"articles_user:{person.pk}": made})


class RoleTests(AccountsTestCase):
    def test_a_role_is_changed_and_recorded(self) -> None:
        give_role(by=self.chief, person=self.anna, role=Role.CHIEF_EDITOR)

        self.anna.refresh_from_db()
        decision = Decision.objects.get()
        self.assertEqual(self.anna.role, "chief_editor")
        self.assertEqual(decision.before, {f"articles_user:{self.anna.pk}": {"role": "editor"}})
        self.assertEqual(decision.after, {f"articles_user:{self.anna.pk}": {"role": "chief_editor"}})

    def test_the_role_a_person_has_already_is_no_change(self) -> None:
        give_role(by=self.chief, person=self.anna, role=Role.EDITOR)

        self.assertFalse(Decision.objects.exists())

    def test_the_last_chief_editor_stays_one(self) -> None:
        with self.assertRaisesRegex(NotPossible, "at least one|mindestens"):
            give_role(by=self.chief, person=self.chief, role=Role.EDITOR)

    def test_a_chief_editor_who_has_not_used_the_link_yet_does_not_count(self) -> None:
        add_person(by=self.chief, username="berta", name="", role=Role.CHIEF_EDITOR)

        with self.assertRaises(NotPossible):
            give_role(by=self.chief, person=self.chief, role=Role.READER)

    def test_with_a_second_one_the_first_may_step_down(self) -> None:
        User.objects.create_user("berta", password=PASSWORD, role=Role.CHIEF_EDITOR)

        give_role(by=self.chief, person=self.chief, role=Role.EDITOR)

        self.chief.refresh_from_db()
        self.assertEqual(self.chief.role, "editor")

    def test_who_has_been_demoted_meanwhile_changes_nothing_more(self) -> None:
        User.objects.filter(pk=self.chief.pk).update(role=Role.EDITOR)

        for change in (
            lambda: give_role(by=self.chief, person=self.anna, role=Role.READER),
            lambda: set_active(by=self.chief, person=self.anna, active=False),
            lambda: replace_password_by_link(by=self.chief, person=self.anna),
            lambda: add_person(by=self.chief, username="berta", name="", role=Role.READER),
        ):
            with self.assertRaisesRegex(NotPossible, "no longer|nicht mehr"):
                change()


class ClosingTests(AccountsTestCase):
    def test_who_is_closed_is_signed_out_at_once_and_stays_out_when_opened_again(self) -> None:
        self.client.force_login(self.anna)

        set_active(by=self.chief, person=self.anna, active=False)
        closed = self.client.get("/account/")
        set_active(by=self.chief, person=self.anna, active=True)

        self.assertRedirects(closed, "/sign-in/?next=/account/")
        self.assertRedirects(self.client.get("/account/"), "/sign-in/?next=/account/")

    def test_the_last_chief_editor_cannot_be_closed(self) -> None:
        with self.assertRaises(NotPossible):
            set_active(by=self.chief, person=self.chief, active=False)

    def test_a_closed_chief_editor_does_not_count_as_another_one(self) -> None:
        other = User.objects.create_user("berta", password=PASSWORD, role=Role.CHIEF_EDITOR)
        set_active(by=self.chief, person=other, active=False)

        with self.assertRaises(NotPossible):
            set_active(by=self.chief, person=self.chief, active=False)


class LinkTests(AccountsTestCase):
    def test_a_new_link_ends_the_password_the_sessions_and_every_earlier_link(self) -> None:
        self.client.force_login(self.anna)
        earlier = link_of(self.anna)

        replace_password_by_link(by=self.chief, person=self.anna)

        self.assertFalse(self.client.login(username="anna", password=PASSWORD))
        self.assertRedirects(self.client.get("/account/"), "/sign-in/?next=/account/")
        self.assertIsNone(person_of_link(**earlier))

    def test_it_works_once(self) -> None:
        link = link_of(self.anna)

        choose_password_by_link(person=self.anna, token=link["token"], password="noch ein langer Satz")

        self.anna.refresh_from_db()
        self.assertTrue(self.anna.check_password("noch ein langer Satz"))
        self.assertIsNone(person_of_link(**link))

    def test_of_two_browsers_the_second_comes_too_late(self) -> None:
        link = link_of(self.anna)
        choose_password_by_link(person=self.anna, token=link["token"], password="noch ein langer Satz")

        with self.assertRaises(LinkIsSpent):
            choose_password_by_link(person=self.anna, token=link["token"], password="ein ganz anderer Satz")

    @override_settings(PASSWORD_RESET_TIMEOUT=-1)
    def test_it_expires(self) -> None:
        self.assertIsNone(person_of_link(**link_of(self.anna)))

    def test_it_is_good_for_nobody_else(self) -> None:
        mine, other = link_of(self.anna), link_of(self.chief)

        self.assertIsNone(person_of_link(uid=other["uid"], token=mine["token"]))

    def test_it_ends_with_the_account(self) -> None:
        link = link_of(self.anna)
        set_active(by=self.chief, person=self.anna, active=False)
        closed = person_of_link(**link)
        set_active(by=self.chief, person=self.anna, active=True)

        self.assertIsNone(closed)
        self.assertIsNone(person_of_link(**link))

    def test_damaged_ones_are_nobodys(self) -> None:
        for uid in ("", "!", "MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM", "w6Q", "LTE", "8J-YgA"):
            self.assertIsNone(person_of_link(uid, link_of(self.anna)["token"]), uid)

    def test_ones_own_password_is_changed_elsewhere(self) -> None:
        with self.assertRaisesRegex(NotPossible, "page of your account|Seite"):
            replace_password_by_link(by=self.chief, person=self.chief)

    def test_of_two_chief_editors_who_lock_each_other_out_one_comes_too_late(self) -> None:
        other = User.objects.create_user("berta", password=PASSWORD, role=Role.CHIEF_EDITOR)
        replace_password_by_link(by=self.chief, person=other)

        with self.assertRaises(SessionHasEnded):
            replace_password_by_link(by=other, person=self.chief)

        self.chief.refresh_from_db()
        self.assertTrue(self.chief.has_usable_password())

    def test_the_operator_needs_nobodys_leave(self) -> None:
        replace_password_by_link(by=None, person=self.chief)

        decision = Decision.objects.get()
        self.assertEqual((decision.by, decision.by_name), (None, ""))
        self.assertEqual(decision.before, {f"articles_user:{self.chief.pk}": {"password": "chosen"}})
        self.assertEqual(decision.after, {f"articles_user:{self.chief.pk}": {"password": "link"}})
