"""Roads beside the straight one: to a statutory route, into another case, between two units."""

from typing import Any

from property_rectification.demo.roads import Driver


def divert(driver: Driver) -> Any:
    """The petition office deals with the matter already; the reporter was shown that door."""
    return driver.do(
        driver.office, "divert_case", route="04", number="XF-2026-0131", organ="示范区信访局", told_how="03",
        told_at=driver.moment(),
    )  # fmt: skip


def merge(driver: Driver) -> Any:
    """The same matter stands in another case of the compound, which a unit works on."""
    case = driver.case
    master = Driver(
        compound=case.compound.name, category=driver.category, unit=driver.unit, handler=driver.handler,
        narrative=case.narrative.reveal(),
    )  # fmt: skip
    return driver.do(
        driver.office, "merge_case", master=master.to("handling").number, told_how="03", told_at=driver.moment(),
        core_fact="同一小区同一件事，两位业主先后反映。",
    )  # fmt: skip


def dispute(driver: Driver) -> Any:
    """Two units that both hold the power for the matter say one after the other that it is not their duty."""
    driver.ask_return()
    driver.do(driver.office, "accept_return", reasons="再交另一家看。")
    driver.category = "WB09"
    driver.unit, driver.handler = ("scjg", "shijian1") if driver.unit == "zjj" else ("zjj", "zhujian1")
    driver.amend(driver.office, "set_triage", category=driver.category, matter=driver.matter, urgency="normal")
    driver.to_dispatched()
    driver.ask_return()
    return driver.do(driver.office, "dispute_competence", issue="两家都说按权责清单不归自己，需要明确由谁牵头。")
