"""Every setting of the service: environment variables that begin with POVERTY_RISK_, each declared here once."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path
from typing import Any, Self

from features.errors import SettingsError
from features.text import Text
from serving.ciphers import AES_256_GCM, CIPHERS, Cipher

PREFIX = "POVERTY_RISK_"


def _setting(usual: str, zh: str, en: str) -> Any:
    return field(default=usual, metadata={"usual": usual, "words": Text(zh=zh, en=en)})


@dataclass(frozen=True, kw_only=True)
class Settings:
    """The settings as texts; properties give them their types. Raises SettingsError for what cannot be read."""

    source: str = _setting(
        "invented_county", "部门文件的映射（名称或目录）", "mappings of departments' files: a source's name or a folder"
    )
    run: str = _setting("out/demo", "运行目录（记录、模型、名单）", "folder of the run: records, models, lists")
    state: str = _setting("out/service", "服务自身的目录", "folder of the service's own files")
    database: str = _setting("", "数据库地址（空：目录内的SQLite）", "database URL; empty: SQLite in the state folder")
    keys: str = _setting("", "密钥文件（空：state/keys.json）", "file of keys; empty: keys.json in the state folder")
    cipher: str = _setting(
        AES_256_GCM.name,
        "身份信息加密算法（aes-256-gcm或sm4-gcm）",
        "cipher of names and numbers: aes-256-gcm or sm4-gcm",
    )
    host: str = _setting("127.0.0.1", "监听地址", "address to listen on")
    port: str = _setting("3000", "监听端口", "port to listen on")
    workers: str = _setting("1", "进程数", "number of worker processes")
    today: str = _setting("", "当日（空：系统日期）", "the day taken for today; empty: the clock")
    behind_tls: str = _setting("no", "是否在TLS代理之后（yes/no）", "whether a TLS proxy stands before it (yes/no)")
    idle_minutes: str = _setting("30", "无操作多少分钟后退出", "minutes without a request until a session ends")
    session_hours: str = _setting("12", "会话最长小时数", "hours until a session ends in any case")
    body_bytes: str = _setting("8000000", "请求正文上限（字节）", "largest request body in bytes")
    job_bytes: str = _setting("200000000", "任务上传上限（字节）", "largest file of a job in bytes")
    requests_per_minute: str = _setting(
        "600", "每个账号或令牌每分钟请求上限（每进程）", "requests a minute of one account or token, in each worker"
    )
    batch_households: str = _setting("1000", "同步批量上限（户）", "households in one inline batch at most")

    @classmethod
    def read(cls, environment: Mapping[str, str] | None = None) -> Self:
        """The settings of the environment; raises SettingsError for a variable that is none."""
        given = {k: v for k, v in (os.environ if environment is None else environment).items() if k.startswith(PREFIX)}
        known = {PREFIX + f.name.upper(): f.name for f in fields(cls)}
        unknown = sorted(set(given) - set(known) - ELSEWHERE)
        if unknown:
            raise SettingsError(f"{', '.join(unknown)}: there is no such setting; see docs/reference/settings.md")
        return cls(**{known[k]: v for k, v in given.items() if k in known})

    @property
    def state_folder(self) -> Path:
        """Where the service keeps its own files."""
        return Path(self.state)

    @property
    def run_folder(self) -> Path:
        """Where the run left its records, models and lists."""
        return Path(self.run)

    @property
    def database_url(self) -> str:
        """The database's URL."""
        return self.database or f"sqlite:///{self.state_folder.resolve() / 'service.db'}"

    @property
    def keys_file(self) -> Path:
        """The file of keys; it is outside the database."""
        return Path(self.keys) if self.keys else self.state_folder / "keys.json"

    def vault_cipher(self) -> Cipher:
        """What names and numbers are sealed with."""
        if self.cipher not in CIPHERS:
            raise SettingsError(f"{PREFIX}CIPHER: write {' or '.join(CIPHERS)}")
        return CIPHERS[self.cipher]

    @property
    def heads_file(self) -> Path:
        """Where the audit log's heads are exported to."""
        return self.state_folder / "audit-heads.jsonl"

    @property
    def secure_cookies(self) -> bool:
        """Whether cookies travel over TLS only."""
        if self.behind_tls not in ("yes", "no"):
            raise SettingsError(f"{PREFIX}BEHIND_TLS: write yes or no")
        return self.behind_tls == "yes"

    def number(self, name: str) -> int:
        """A whole positive number."""
        text = str(getattr(self, name))
        if not text.isdigit() or int(text) == 0:
            raise SettingsError(f"{PREFIX}{name.upper()}: write a whole number above zero")
        return int(text)

    def day(self) -> date:
        """Today."""
        try:
            return date.fromisoformat(self.today) if self.today else date.today()
        except ValueError:
            raise SettingsError(f"{PREFIX}TODAY: write a day as 2026-11-22") from None

    def check(self) -> None:
        """Raise SettingsError unless every setting can be read and none is unsafe."""
        for name in NUMBERS:
            self.number(name)
        self.day()
        self.vault_cipher()
        if self.host not in LOOPBACK and not self.secure_cookies:
            raise SettingsError(
                f"{PREFIX}HOST: listens beyond this machine without TLS; set {PREFIX}BEHIND_TLS=yes behind a proxy"
            )


NUMBERS = (
    *("port", "workers", "idle_minutes", "session_hours"),
    *("body_bytes", "job_bytes", "requests_per_minute", "batch_households"),
)
LOOPBACK = ("127.0.0.1", "::1", "localhost")
ELSEWHERE = frozenset({PREFIX + "DUCKDB_MEMORY", PREFIX + "THREADS"})  # read by features.engine
