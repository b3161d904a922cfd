"""Every request of a long afternoon is valid by Discord's own description of its API."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from described import as_described, description_in
from stage import ASKED, buttons, manager, mention, place, replies

from histbot.discord_bot.curating.curating import sum_up
from histbot.storage import ServerSettings
from histbot.words import LANGUAGES

if TYPE_CHECKING:
    from pathlib import Path

    from simcord import Env

    from histbot.discord_bot.desk.desk import Desk
    from histbot.discord_bot.process.client import HistbotClient


async def spend_an_afternoon(env: Env, bot: HistbotClient, desk: Desk, language: str) -> None:
    """Use every command, button and form."""
    channel, member = place(env)
    desk.store.change(env.guild.id, ServerSettings(language=language))
    owner = manager(env)
    shown = (await member.slash(channel, "ask", question=ASKED)).response
    follow, more, *_ = buttons(shown).values()
    form = await member.click(shown, custom_id=follow)
    await member.submit_modal(form, {"reason": "and who signed it?"})
    details = (await member.click(shown, custom_id=more)).response
    for custom_id in buttons(details).values():
        await member.click(details, custom_id=custom_id)
    await member.click(shown, custom_id=buttons(shown)["👍"])
    form = await member.click(shown, custom_id=buttons(shown)["👎"])
    await member.submit_modal(form, {"reason": "wrong"})
    private = (await member.slash(channel, "ask", question=ASKED, private=True)).response
    await member.click(private, custom_id=next(each for each in buttons(private).values() if "share" in each))
    await member.slash(channel, "ask", question="Who was king of Prague in 1950? @everyone")
    for name in ("articles", "about"):
        await member.slash(channel, name)
    timeline = (await member.slash(channel, "timeline", picture=True)).response
    await member.click(timeline, custom_id=buttons(timeline)["▶"])
    await member.slash(channel, "onthisday", date="9 May")
    asked = await member.send(channel, f"{mention(bot)} Who built the metro?")
    await member.edit(asked, f"{mention(bot)} {ASKED}")
    await member.send(channel, f"{mention(bot)} and who signed it?", reply_to=replies(channel)[-1])
    await member.send_dm("hello")
    for name in ("settings", "status", "reload", "unanswered"):
        await owner.slash(channel, f"histbot {name}")
    await owner.slash(channel, "histbot unanswered", csv=True)
    await owner.slash(channel, "histbot channel", channel=channel)
    await owner.slash(channel, "histbot articles", change="all")
    await owner.slash(channel, "histbot channel", channel=channel, articles="*", private=True, member_cooldown=5)
    for ignore in (True, False):
        await owner.slash(channel, "histbot ignore", who=member, ignore=ignore)
    await owner.slash(channel, "histbot summary", channel=channel)
    await sum_up(bot, desk)
    settling = (await owner.slash(channel, "histbot setup")).response
    for custom_id in buttons(settling).values():
        if not custom_id.endswith("channels"):
            await owner.click(settling, custom_id=custom_id)
    await owner.select(settling, [channel], custom_id="hb:setup:channels")
    await member.slash(channel, "article", name=desk.historian.knowledge.slugs[0])
    await member.slash(channel, "articles", search="soviet")
    quiz = (await owner.slash(channel, "quiz")).response
    for _ in range(2):
        custom_id = buttons(quiz).popitem()[1]  # tell, then end
        quiz = (await owner.click(quiz, custom_id=custom_id)).response
    listed = (await owner.slash(channel, "histbot unanswered")).response
    menu = listed.components[-1]["components"][0]
    await owner.select(listed, [menu["options"][0]["value"]], custom_id=menu["custom_id"])
    last = await owner.slash(channel, "histbot forget")
    (delete,) = buttons(last.response).values()
    await owner.click(last.response, custom_id=delete)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_request_is_as_discord_describes_it(
    simcord_env: Env, simcord_bot: HistbotClient, desk: Desk, shared: Path, language: str
) -> None:
    description = description_in(shared)
    await spend_an_afternoon(simcord_env, simcord_bot, desk, language)
    checked = 0
    for request in simcord_env.http_requests:
        validator = description.body(request.method, request.path)
        if request.json is None or validator is None:
            continue
        problem = description.problem(validator, as_described(json.loads(json.dumps(request.json))))
        assert problem is None, f"{request.method} {request.path}: {problem.message}: {request.json}"
        checked += 1
    assert checked > 30
