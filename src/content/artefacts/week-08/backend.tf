terraform {
  required_version = ">= 1.11"

  backend "s3" {
    bucket       = "shop-state-EXAMPLE"
    key          = "staging/terraform.tfstate"
    region       = "eu-central-1"
    encrypt      = true
    use_lockfile = true
  }
}
