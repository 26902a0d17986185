-- Run once by an administrator. shop_owner owns the tables and never logs in; the platform logs in as shop_app.
CREATE ROLE shop_owner NOLOGIN;
CREATE ROLE shop_app LOGIN;
