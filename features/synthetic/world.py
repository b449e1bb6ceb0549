"""One block of households with everything that is true of it; the record writers cast their shadows from it."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from features.synthetic.circumstances import Circumstances, make_circumstances
from features.synthetic.clock import Clock, stream
from features.synthetic.partings import Existence, part
from features.synthetic.paths import Paths, draw_paths
from features.synthetic.places import Events, Places
from features.synthetic.population import People, make_people
from features.synthetic.procedure import Course, live
from features.synthetic.truth import true_index, welfare


@dataclass(frozen=True)
class World:
    """A block: people, what lasts, paths, cases. `u` are the numbers that decided the falls."""

    seed: int
    block: int
    clock: Clock
    places: Places
    events: Events
    people: People
    who: Circumstances
    paths: Paths
    existence: Existence
    exists: np.ndarray
    u: np.ndarray
    course: Course
    welfare: np.ndarray
    depth: np.ndarray

    def stream(self, purpose: str) -> np.random.Generator:
        """Random numbers for one concern of this block."""
        return stream(self.seed, self.block, purpose)

    @cached_property
    def index(self) -> np.ndarray:
        """The true index by household and month, as really lived (with help)."""
        return true_index(self.welfare, self.course.fallen, self.depth)

    @cached_property
    def recorded(self) -> np.ndarray:
        """Who exists at the end of each recorded month; bool, (households, recorded months)."""
        return self.exists[:, self.clock.recorded]

    def persons_present(self, persons: np.ndarray) -> np.ndarray:
        """Whether `persons` (-1: nobody) are members at the end of each recorded month of an existing household."""
        there = persons >= 0
        return there[:, None] & np.stack(
            [self.people.present(int(d))[persons] for d in self.clock.ends[self.clock.recorded]], axis=1
        )


def make_world(households: int, block: int, places: Places, events: Events, clock: Clock, seed: int) -> World:
    """Draw a block of households and let it live through all months."""
    people = make_people(households, clock, stream(seed, block, "people"))
    who = make_circumstances(people, places, households, clock, stream(seed, block, "circumstances"))
    paths = draw_paths(who, places, events, clock, stream(seed, block, "paths"))
    existence = part(people, who, paths, clock, stream(seed, block, "partings"))
    exists = existence.through(clock)
    u = stream(seed, block, "falls").random(paths.hazard.shape)
    course = live(who, paths, exists, clock, u, stream(seed, block, "procedure"))
    depth = stream(seed, block, "depth").random(households)
    return World(
        seed=seed,
        block=block,
        clock=clock,
        places=places,
        events=events,
        people=people,
        who=who,
        paths=paths,
        existence=existence,
        exists=exists,
        u=u,
        course=course,
        welfare=welfare(who, paths, clock),
        depth=depth,
    )
