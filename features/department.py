"""The departments that answer for records; a feature's folder is the name of one of them."""

from enum import Enum

from features.text import Text


class Department(Enum):
    """Who sends the records and whom to telephone about them. The value is stored: keep it."""

    MEDICAL_INSURANCE = "medical_insurance"
    HEALTH = "health"
    HUMAN_RESOURCES = "human_resources"
    HOUSING = "housing"
    WATER = "water"
    EDUCATION = "education"
    CIVIL_AFFAIRS = "civil_affairs"
    DISABLED_FEDERATION = "disabled_federation"
    AGRICULTURE = "agriculture"
    EMERGENCY = "emergency"
    PUBLIC_SECURITY = "public_security"
    FINANCE = "finance"
    STATISTICS = "statistics"
    TOWNSHIP = "township"

    @property
    def label(self) -> Text:
        """The department's name on pages and in reasons."""
        return _LABELS[self]


_LABELS = {
    Department.MEDICAL_INSURANCE: Text(zh="医保局", en="Medical insurance bureau"),
    Department.HEALTH: Text(zh="卫健局", en="Health bureau"),
    Department.HUMAN_RESOURCES: Text(zh="人社局", en="Human resources bureau"),
    Department.HOUSING: Text(zh="住建局", en="Housing bureau"),
    Department.WATER: Text(zh="水务局", en="Water bureau"),
    Department.EDUCATION: Text(zh="教育局", en="Education bureau"),
    Department.CIVIL_AFFAIRS: Text(zh="民政局", en="Civil affairs bureau"),
    Department.DISABLED_FEDERATION: Text(zh="残联", en="Disabled persons' federation"),
    Department.AGRICULTURE: Text(zh="农业农村局", en="Agriculture and rural affairs bureau"),
    Department.EMERGENCY: Text(zh="应急管理局", en="Emergency management bureau"),
    Department.PUBLIC_SECURITY: Text(zh="公安局", en="Public security bureau"),
    Department.FINANCE: Text(zh="金融监管部门", en="Financial supervision office"),
    Department.STATISTICS: Text(zh="统计局", en="Statistics bureau"),
    Department.TOWNSHIP: Text(zh="乡镇政府", en="Township government"),
}
