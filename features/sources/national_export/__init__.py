"""The national system's export of monitored households (（自定义）监测对象信息.xlsx): field names as counties receive them."""
