"""The daily run as an Airflow 3 DAG. The work is in `warehouse`; Airflow decides when, in which order and how often."""

# #region dag
from datetime import datetime, timedelta

from airflow.sdk import dag, task
from airflow.timetables.interval import CronDataIntervalTimetable

STEPS = ["extract", "validate", "load_raw", "build", "test", "publish", "reconcile"]


@dag(
    # A plain "@daily" is a moment in Airflow 3: the run of midnight would load the day that just begins.
    schedule=CronDataIntervalTimetable("@daily", timezone="UTC"),
    start_date=datetime(2026, 1, 1),
    catchup=True,
    default_args={"retries": 3, "retry_delay": timedelta(minutes=1), "retry_exponential_backoff": True},
)
def shop_daily():
    before = None
    for name in STEPS:

        @task(task_id=name)
        def step(name=name, data_interval_start=None):
            from warehouse import run_step

            run_step(name, day=data_interval_start.date())  # never date.today()

        now = step()
        if before is not None:
            before >> now
        before = now


shop_daily()
# #endregion dag
