# Needs no cloud and no provider: terraform_data is built in.
terraform {
  required_version = ">= 1.6"
}

variable "database_password" {
  type      = string
  sensitive = true
}

variable "services" {
  type    = set(string)
  default = ["catalog", "orders", "inventory"]
}

resource "terraform_data" "database" {
  input = {
    name     = "shop"
    password = var.database_password
  }
}

# One object for each name: taking "catalog" away touches no other.
resource "terraform_data" "service" {
  for_each = var.services
  input    = { name = each.key, database = terraform_data.database.id }
}
